import { type IncomingMessage } from 'node:http';
import { Fault } from './error-codes.ts';

export const largestBody = 1_048_576;

/** The whole body, at most 1 MiB of it. @throws Fault REQUEST_TOO_LARGE */
export const readBody = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = () => {
      reject(new Fault('REQUEST_TOO_LARGE'));
    };
    if (Number(request.headers['content-length'] ?? 0) > largestBody) {
      refuse();
      return;
    }
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestBody) {
        chunks.length = 0;
        request.pause();
        refuse();
      } else chunks.push(chunk);
    });
    request.once('end', () => {
      const [only] = chunks;
      resolve((chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString('utf8'));
    });
    request.once('error', reject);
    request.once('aborted', () => {
      reject(new Fault('BAD_REQUEST', 'The request ended before its body did.'));
    });
  });
