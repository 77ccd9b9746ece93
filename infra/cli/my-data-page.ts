// A page for reading and printing: one document, no scripts, nothing from elsewhere.
import escape from 'escape-html';
import { type MyData } from './my-data.ts';
import { type Row } from './pages.ts';

const style = `
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
  table { border-collapse: collapse; width: 100%; margin: 0 0 1.5rem; }
  caption { text-align: start; font-weight: 600; padding: 0.5rem 0; }
  th, td { border: 1px solid #767676; padding: 0.25rem 0.5rem; text-align: start; vertical-align: top; overflow-wrap: break-word; }
  .wide { overflow-x: auto; }
  a:focus-visible, .wide:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
  @media print { body { margin: 0; max-width: none; } nav { display: none; } tr, caption { break-inside: avoid; } .wide { overflow: visible; } }
`;

/** `proposedAt` → `Proposed at` */
const words = (name: string): string => {
  const spaced = name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return `${spaced.charAt(0).toUpperCase()}${spaced.slice(1)}`;
};

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '—';
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map(shown).join('; ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, part]) => `${words(name)}: ${shown(part)}`)
      .join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** One row as two columns, or many rows under their common heads. */
const table = (caption: string, rows: readonly Row[]): string => {
  if (rows.length === 0) return `<p>${escape(caption)}: nothing.</p>`;
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = (row: Row) => heads.map((head) => `<td>${escape(shown(row[head]))}</td>`).join('');
  return `<div class="wide" role="region" aria-label="${escape(caption)}" tabindex="0"><table>
<caption>${escape(caption)}</caption>
<thead><tr>${heads.map((head) => `<th scope="col">${escape(words(head))}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</tbody>
</table></div>`;
};

const without = (row: Row, ...names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
const rowsIn = (value: unknown): readonly Row[] => (Array.isArray(value) ? (value as Row[]) : []);

/** What happened in each engagement, told under the name of its kind. */
const happenedIn = (engagements: readonly Row[]): readonly string[] =>
  engagements.map(({ kind, proposedAt, happened }) =>
    table(
      `What happened: ${words(shown(kind).toLowerCase())}, proposed ${shown(proposedAt)}`,
      rowsIn(happened),
    ),
  );

const engagementsIn = (caption: string, engagements: readonly Row[]): string =>
  [
    table(
      caption,
      engagements.map((each) => without(each, 'happened')),
    ),
    ...happenedIn(engagements),
  ].join('\n');

const one = (caption: string, row: Row | null) => table(caption, row ? [row] : []);

const sectionsOf = (data: MyData): readonly { id: string; title: string; html: string }[] => [
  { id: 'profile', title: 'You', html: one('What the directory says', data.profile) },
  {
    id: 'engagements',
    title: 'Your coaching',
    html: [
      one('What you look for in a coach', data.matching),
      engagementsIn('Engagements in which you are the client', data.engagements),
      engagementsIn('Engagements in which you are a member', data.memberships),
    ].join('\n'),
  },
  {
    id: 'coaching',
    title: 'Your work as a coach',
    html: [
      one('How you introduce yourself', data.coachProfile),
      engagementsIn('Engagements that you coach', data.coaching),
    ].join('\n'),
  },
  {
    id: 'practice',
    title: 'Your own practice',
    html: [
      table('Links with enterprises', data.practice.links),
      table('Your hours log', data.practice.hours),
      table('Your credentials', data.practice.credentials),
      table('Supervision and mentor coaching', data.practice.supervision),
      table('Cases that you brought to supervision', data.practice.cases),
    ].join('\n'),
  },
  { id: 'answers', title: 'Your answers', html: table('What you were asked, and answered', data.answers) },
  {
    id: 'consents',
    title: 'What you let others see',
    html: table('Your consents', data.consents),
  },
  {
    id: 'maps',
    title: 'Your maps',
    html: [
      table(
        'Maps',
        data.maps.map((map) => without(map, 'actors', 'ties')),
      ),
      ...data.maps.flatMap((map) => [
        table(`People and groups of “${shown(map['name'])}”`, rowsIn(map['actors'])),
        table(`Ties of “${shown(map['name'])}”`, rowsIn(map['ties'])),
      ]),
    ].join('\n'),
  },
  {
    id: 'accesses',
    title: 'Who looked',
    html: table('Who opened what of yours, when, and why', data.accesses),
  },
];

/** What the platform holds of a person, as an HTML document. */
export const myDataPage = (data: MyData): string => {
  const sections = sectionsOf(data);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>My data in Securebase</title>
<style>${style}</style>
</head>
<body>
<header><h1>My data in Securebase</h1>
<p>As of <time datetime="${data.exportedAt}">${data.exportedAt}</time>. It holds what only you may read: keep it safe.</p></header>
<nav aria-label="Parts"><ul>${sections.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join('')}</ul></nav>
<main>
${sections.map(({ id, title, html }) => `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>\n${html}</section>`).join('\n')}
</main>
</body>
</html>
`;
};
