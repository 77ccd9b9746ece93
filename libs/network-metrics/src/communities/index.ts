export { communities, type Communities, type CommunityOptions } from './communities.ts';
