import { type Wish } from './client.ts';
import { type Random } from './random.ts';

/** Who and what there is to wish something of. */
export interface World {
  readonly wish: (random: Random) => Wish;
}
