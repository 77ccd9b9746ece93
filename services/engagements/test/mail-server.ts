import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly to: string;
  readonly text: string;
}

/** A mail server on this machine that keeps what it gets, and refuses whom it is told to refuse. */
export interface MailServer {
  readonly url: string;
  readonly received: Received[];
  /** By address: the code with which it answers. */
  readonly refusals: Map<string, number>;
  readonly stop: () => Promise<void>;
}

export const startMailServer = async (): Promise<MailServer> => {
  const received: Received[] = [];
  const refusals = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const responseCode = refusals.get(address);
      done(responseCode === undefined ? null : Object.assign(new Error('refused'), { responseCode }));
    },
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part.toString('utf8')));
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text });
        done();
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refusals,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
};
