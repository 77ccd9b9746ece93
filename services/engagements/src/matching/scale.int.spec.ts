import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, it } from '@jest/globals';
import { primaryOf } from '../domain/matching/places.ts';
import { type Cohort, type Progress } from '../domain/matching/ranking.ts';
import { type CoachCredential, type Speciality } from '../domain/matching/terms.ts';
import { rankInThread } from './rank-in-thread.ts';

const participants = 10_000;
const coaches = 300;
const languages = ['de', 'en', 'fr', 'es', 'it', 'pl', 'ja'];
const zones = [
  'Europe/Vienna',
  'Europe/London',
  'America/New_York',
  'Asia/Tokyo',
  'Asia/Calcutta',
  'America/Sao_Paulo',
];
const topics: Speciality[] = [
  'LEADERSHIP',
  'NEW_ROLE',
  'TEAM',
  'CONFLICT',
  'COMMUNICATION',
  'CHANGE',
  'CAREER',
];
const credentials: CoachCredential[] = ['ACC', 'PCC', 'MCC'];

/** Numbers that look like chance and are the same each time. */
const numbers = (seed: number) => () => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return (seed >>> 8) / 2 ** 24;
};

/** Languages are as unequal as they are in a company; there are a tenth more places than participants. */
const cohort = (): Cohort => {
  const next = numbers(6);
  const one = <T>(all: readonly T[]) => all[Math.floor(next() ** 2 * all.length)] ?? all[0];
  const some = <T>(all: readonly T[], most: number) =>
    [...new Set(Array.from({ length: 1 + Math.floor(next() * most) }, () => one(all)))] as T[];
  const zone = () => one(zones) ?? 'UTC';
  return {
    offers: Array.from({ length: coaches }, (_, n) => {
      const capacity = Math.ceil((participants / coaches) * (0.6 + next()));
      const spoken = [...new Set(['en', ...some(languages, 3)])];
      const what = {
        specialities: some(topics, 3),
        credentials: some(credentials, 1),
        timeZone: zone(),
        units: [],
      };
      return { coachId: `coach ${n}`, languages: spoken, ...what, capacity, free: capacity };
    }),
    seekers: Array.from({ length: participants }, (_, n) => ({
      participantId: `participant ${n}`,
      languages: some(languages, 2),
      timeZone: zone(),
      specialities: some(topics, 3),
      avoidUnits: [],
      avoidCoachIds: [],
    })),
    shown: 4,
    at: new Date('2026-12-01T12:00:00Z'),
  };
};

it('ranks 300 coaches for 10,000 participants, in a thread beside whoever asks meanwhile', async () => {
  const all = cohort();
  const steps: Progress[] = [];
  const memory = { before: process.memoryUsage.rss(), most: 0 };
  const watch = setInterval(() => (memory.most = Math.max(memory.most, process.memoryUsage.rss())), 50);
  const delay = monitorEventLoopDelay();
  delay.enable();
  const began = performance.now();
  const cpu = process.cpuUsage();
  const proposals = await rankInThread(all, (progress) => steps.push(progress));
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  delay.disable();
  clearInterval(watch);

  const offers = new Map(all.offers.map((each) => [each.coachId, each]));
  const seekers = new Map(all.seekers.map((each) => [each.participantId, each]));
  const taken = new Map<string, number>();
  for (const { participantId, isAssigned, coaches: shown } of proposals) {
    const spoken = seekers.get(participantId)?.languages.map(primaryOf) ?? [];
    for (const { coachId, reasons } of shown) {
      expect(offers.get(coachId)?.languages.some((each) => spoken.includes(primaryOf(each)))).toBe(true);
      const { score, ...each } = reasons;
      expect(Object.values(each).reduce((sum, { points }) => sum + points, 0)).toBe(score);
    }
    const [first] = shown;
    if (isAssigned && first) taken.set(first.coachId, (taken.get(first.coachId) ?? 0) + 1);
  }
  for (const { coachId, free } of all.offers) expect(taken.get(coachId) ?? 0).toBeLessThanOrEqual(free);
  expect(proposals).toHaveLength(participants);
  expect(steps.map(({ step }) => step).slice(0, 2)).toEqual(['RATED', 'ASSIGNED']);
  const assigned = proposals.filter(({ isAssigned }) => isAssigned).length;
  const mean =
    proposals.reduce((sum, { coaches: [first] }) => sum + (first?.reasons.score ?? 0), 0) / participants;
  const figures = {
    participants,
    coaches,
    assigned,
    rounds: steps.filter(({ step }) => step === 'ASSIGNED').length,
    meanScoreOfFirst: Number(mean.toFixed(1)),
    seconds: Number(seconds.toFixed(1)),
    processorSeconds: Number(((user + system) / 1e6).toFixed(1)),
    megabytes: Math.round((memory.most - memory.before) / 1e6),
    longestPauseOfOthersMs: Math.round(delay.max / 1e6),
  };
  process.stderr.write(`${JSON.stringify(figures)}\n`);
  expect(assigned).toBeGreaterThan(participants * 0.95);
}, 900_000);
