import { Problem, services } from '@securebase/embedded';
import { Command } from 'commander';
import { connect, type ConnectionOptions, fieldOf, withConnection } from './connection.ts';

interface Step {
  readonly audit: {
    readonly complete: boolean;
    readonly events: string;
    readonly head: string | null;
    readonly endCursor: string;
    readonly fault: { readonly code: string; readonly position: string } | null;
  };
}
type VerifyOptions = ConnectionOptions & { service?: string };

const verify = async (api: Awaited<ReturnType<typeof connect>>, service: string): Promise<boolean> => {
  const text = `query ($after: String) { audit: ${fieldOf(service)}Audit(after: $after) { complete events head endCursor fault { code position } } }`;
  for (let after: string | null = null; ;) {
    const { audit }: Step = await api<Step>(text, { after });
    if (audit.fault) {
      console.log(`${service}: ${audit.fault.code} at or before position ${audit.fault.position}`);
      return false;
    }
    if (process.stderr.isTTY) process.stderr.write(`\r${service}: ${audit.events} events `);
    if (audit.complete) {
      if (process.stderr.isTTY) process.stderr.write('\r');
      console.log(`${service}: ${audit.events} events verified, head ${audit.head ?? 'none'}`);
      return true;
    }
    after = audit.endCursor;
  }
};

export const auditCommand = (): Command => {
  const command = withConnection(
    new Command('verify')
      .description(
        'Compares every event of the tenant with the hash chain of its log. Ends with 1 when something was tampered with.',
      )
      .option('--service <service>', `only this one of ${services.join(', ')}`),
  ).action(async ({ service, ...options }: VerifyOptions) => {
    if (service !== undefined && !(services as readonly string[]).includes(service))
      throw new Problem(`There is no service "${service}".`, `Take one of: ${services.join(', ')}.`);
    const api = await connect(options);
    let intact = true;
    for (const each of service === undefined ? services : [service])
      intact = (await verify(api, each)) && intact;
    if (!intact) process.exitCode = 1;
  });
  command.setOptionValueWithSource('as', 'admin', 'default');
  return new Command('audit').description('Whether the logs are what they were.').addCommand(command);
};
