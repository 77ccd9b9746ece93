import { demoPerson, type Role } from '@securebase/embedded';
import { v5 } from 'uuid';
import { ask } from '../cli/ask.ts';

export interface Telling {
  /** The gateway. */
  readonly url: string;
  /** A token of the demo tenant for someone in a role, by reference. */
  readonly tokenFor: (role: Role, reference: string) => Promise<string>;
}

/** What a mutation gives back that the story goes on with. */
export interface Told {
  readonly token: string;
  readonly person?: { readonly id: string };
  readonly program?: { readonly id: string };
  readonly cohort?: { readonly id: string } | null;
  readonly engagement?: { readonly id: string; readonly sessions: readonly { readonly id: string }[] };
  readonly instrument?: { readonly id: string };
  readonly administration?: { readonly id: string };
  readonly systemMap?: { readonly id: string };
  readonly ids?: readonly string[];
}

const namespace = '5ec0eba5-e000-4000-8000-000000000001';

/** Sends the story's mutations. Each has a fixed command id: told again, the story changes nothing. */
export class Teller {
  readonly #telling: Telling;
  #readAfter: string | undefined;
  constructor(telling: Telling) {
    this.#telling = telling;
  }

  person(reference: string): string {
    return demoPerson(reference);
  }

  /** From here on, what was told last is visible to what comes next, in every service. */
  remember({ token }: Told): void {
    this.#readAfter = token;
  }

  async tell(
    as: readonly [Role, string],
    name: string,
    type: string,
    fields: string,
    input: object,
  ): Promise<Told> {
    const [role, reference] = as;
    const commandId = v5(JSON.stringify([name, reference, input]), namespace);
    const { told } = await ask<{ told: Told }>({
      url: this.#telling.url,
      token: await this.#telling.tokenFor(role, reference),
      operation: {
        query: `mutation ($input: ${type}!) { told: ${name}(input: $input) { token ${fields} } }`,
      },
      variables: { input: { ...input, commandId } },
      readAfter: this.#readAfter,
    });
    return told;
  }
}
