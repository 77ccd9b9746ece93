// A program with a person, a team and an organization, from its draft to the follow-up, and at every step who sees it and who does not.
import { afterAll, beforeAll, describe } from '@jest/globals';
import { withoutRateLimits } from '@securebase/infra/platform';
import { type Running, runPlatform } from '../test/platform.ts';
import { staff } from '../test/story/cast.ts';
import { agree } from '../test/story/agree.ts';
import { conditions } from '../test/story/conditions.ts';
import { draft } from '../test/story/draft.ts';
import { ending } from '../test/story/ending.ts';
import { goals } from '../test/story/goals.ts';
import { match } from '../test/story/match.ts';
import { measure } from '../test/story/measure.ts';
import { mutual } from '../test/story/mutual.ts';
import { practices } from '../test/story/practices.ts';
import { safety } from '../test/story/safety.ts';
import { sessions } from '../test/story/sessions.ts';
import { type Steps, stepsOf } from '../test/story/step.ts';
import { Story } from '../test/story/story.ts';

let running: Running;
const story = new Story(() => running);
const steps = stepsOf(() => story);

beforeAll(async () => {
  running = await runPlatform(withoutRateLimits);
  for (const name of staff)
    await story.tell('ada', 'registerPerson', 'person { id }', {
      name: `${name} of the house`,
      email: `${name}@example.org`,
      reference: name,
    });
  await steps.begin();
}, 120_000);
afterAll(() => running.stop());

const chapter = (title: string, tell: (story: Story, steps: Steps) => void) => {
  describe(title, () => {
    tell(story, steps);
    steps.settle();
  });
};
chapter('A program is drafted', draft);
chapter('People come together', match);
chapter('They agree', agree);
chapter('It is measured', measure);
chapter('They meet', sessions);
chapter('They have goals', goals);
chapter('What each lives is their own', mutual);
chapter('They practise', practices);
chapter('What drains them changes', conditions);
chapter('What concerns safety', safety);
chapter('It ends', ending);
