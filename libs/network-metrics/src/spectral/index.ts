export { eigenvectorCentrality } from './eigenvector.ts';
export { pageRank } from './page-rank.ts';
