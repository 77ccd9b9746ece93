// A platform with people on it whose keys can be lost, and what can be seen of them.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { demoPerson, type Role, sign } from '@securebase/embedded';
import { type Platform } from '@securebase/infra/platform';
import { tellStory } from '@securebase/infra/story';
import { type Body, bodyOf, send } from '../canary/graph.ts';

const patience = 90_000;
/** Twice as long as a process keeps an unwrapped key. */
const seconds = 10_000;

const until = async (what: string, isSo: () => Promise<boolean>, within = patience): Promise<void> => {
  const end = performance.now() + within;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`It did not come about: ${what}`);
    await after(100);
  }
};

export class Stage {
  readonly platform: Platform;
  readonly #folder: string;
  constructor(platform: Platform, folder: string) {
    this.platform = platform;
    this.#folder = folder;
  }

  async ask(role: Role, query: string, variables: object = {}, subject?: string): Promise<Body> {
    const token = await sign(this.platform.keys, {
      roles: [role],
      ...(subject !== undefined && { subject }),
    });
    return bodyOf((await send(this.platform.url, token, query, variables)).text);
  }

  async tell(role: Role, mutation: string, fields: string, input: object): Promise<Record<string, unknown>> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { told: ${mutation}(input: $input) { ${fields} } }`;
    const { data, errors } = await this.ask(role, query, { input });
    if (!data?.['told']) throw new Error(`${mutation} was refused: ${JSON.stringify(errors)}`);
    return data['told'] as Record<string, unknown>;
  }

  story(): Promise<void> {
    const tokenFor = (role: Role, reference: string) =>
      sign(this.platform.keys, { roles: [role], subject: demoPerson(reference) });
    return tellStory({ url: this.platform.url, tokenFor });
  }

  /** Somebody new, with something said: a key that older backups do not have. */
  async newcomer(): Promise<{ readonly personId: string; readonly engagementId: string }> {
    const { person } = await this.tell('ADMIN', 'registerPerson', 'person { id }', {
      name: 'A newcomer',
      email: 'newcomer@example.org',
    });
    const personId = (person as { id: string }).id;
    const { engagement } = await this.tell('PROGRAM_MANAGER', 'proposeEngagement', 'engagement { id }', {
      kind: 'INDIVIDUAL',
      clientId: personId,
      purpose: 'said after the backup',
    });
    const engagementId = (engagement as { id: string }).id;
    await until(
      'the newcomer reads what was said',
      async () => (await this.said(personId, engagementId)) !== null,
    );
    return { personId, engagementId };
  }

  /** What its client reads as the purpose of an engagement. */
  async said(personId: string, engagementId: string): Promise<unknown> {
    const query = 'query ($id: ID!) { engagement(id: $id) { purpose } }';
    const { data } = await this.ask('CLIENT', query, { id: engagementId }, personId);
    return (data?.['engagement'] as { purpose: unknown } | null | undefined)?.purpose ?? null;
  }

  /** What the coach of the story reads, by client. */
  async coachReads(): Promise<Map<string, unknown>> {
    const query = '{ engagements(as: COACH) { edges { node { purpose client { id } } } } }';
    const { data } = await this.ask('COACH', query);
    const { edges } = (data?.['engagements'] ?? { edges: [] }) as {
      edges: { node: { purpose: unknown; client: { id: string } } }[];
    };
    return new Map(edges.map(({ node }) => [node.client.id, node.purpose]));
  }

  async erase(personId: string): Promise<void> {
    await this.tell('ADMIN', 'eraseSubject', 'token', { personId });
    const query = `{ erasure(personId: "${personId}") { isComplete } }`;
    await until('the erasure is complete', async () => {
      const { data } = await this.ask('ADMIN', query);
      return (data?.['erasure'] as { isComplete: boolean } | null)?.isComplete === true;
    });
  }

  /** Waits until the coach reads nothing of somebody any more: a process keeps an unwrapped key for seconds, and no longer. */
  async forgotten(personId: string): Promise<void> {
    const isSo = async () => (await this.coachReads()).get(personId) == null;
    await until('their words are read no more', isSo, seconds);
  }

  /** Ends every process of a service, as a machine that is switched off would. They are started again at once. */
  endServices(): void {
    for (const { role, pid } of this.platform.processes())
      if (role !== 'gateway') process.kill(pid, 'SIGKILL');
  }

  /** Waits until these services have refused to start since now. */
  async refusing(those: readonly string[]): Promise<void> {
    const before = this.#refusals();
    await until('processes refuse to start', () => {
      const now = this.#refusals();
      return Promise.resolve(those.every((each) => (now.get(each) ?? 0) > (before.get(each) ?? 0)));
    });
  }

  /** Waits until everything answers, without a hand. */
  async answering(): Promise<void> {
    await until('everything answers again', async () => (await this.#audits()).errors === undefined);
  }

  /** Whether the logs are what they were. */
  async intact(): Promise<boolean> {
    const { data, errors } = await this.#audits();
    return !errors && Object.values(data ?? {}).every((each) => (each as { fault: unknown }).fault === null);
  }

  #audits(): Promise<Body> {
    const audit = (field: string) => `${field}Audit { fault { code } }`;
    return this.ask('ADMIN', `{ ${['engagements', 'assessments', 'systemMapping'].map(audit).join(' ')} }`);
  }

  #refusals(): Map<string, number> {
    const count = (file: string) =>
      readFileSync(join(this.#folder, 'logs', file), 'utf8').split('KEYS_LOST').length - 1;
    const files = globSync('*.log', { cwd: join(this.#folder, 'logs') });
    return new Map(files.map((file) => [file.replace('.log', ''), count(file)]));
  }
}
