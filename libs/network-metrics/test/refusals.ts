import { expect } from '@jest/globals';
import { type EdgeListOptions, FormatError, type Limits, readEdgeList } from '../src/formats/index.ts';
import { NetworkError } from '../src/index.ts';
import { formats, pieces } from './formats.ts';

export type Format = keyof typeof formats;

export const graphml = (inside: string, attributes = 'edgedefault="directed"') =>
  `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n<graph ${attributes}>\n${inside}\n</graph></graphml>`;
export const gexf = (inside: string, attributes = 'defaultedgetype="directed"') =>
  `<gexf xmlns="http://gexf.net/1.3">\n<graph ${attributes}>\n${inside}\n</graph></gexf>`;
export const json = (nodes: string, links: string, before = '') =>
  `{${before}\n"directed": true,\n"nodes": [${nodes}],\n"links": [\n${links}\n]}`;
export const ab = '<node id="a"/><node id="b"/>';

/** The error that a file is refused with, as a plain object. */
export const refusal = async (read: () => Promise<unknown>) => {
  const error: unknown = await read().then(
    () => 'read',
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FormatError)) throw new Error(`No FormatError, but ${String(error)}`);
  const { code, message, line, row, column, parameter } = error;
  expect(error).toBeInstanceOf(NetworkError);
  expect(message).not.toContain('secret');
  return JSON.parse(JSON.stringify({ code, line, row, column, parameter })) as object;
};
export const refused = (format: Format, text: string, limits: Partial<Limits> = {}) =>
  refusal(() => formats[format].read(pieces(text), { limits }));
export const refusedCsv = (text: string, options: Partial<EdgeListOptions> = {}) =>
  refusal(() => readEdgeList(pieces(text), { directed: true, ...options }));
