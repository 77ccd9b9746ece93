import { z } from 'zod';

export const party = z
  .enum(['CLIENT', 'COACH', 'SPONSOR'])
  .meta({ description: 'A party to the agreement.' });
export type Party = z.infer<typeof party>;
