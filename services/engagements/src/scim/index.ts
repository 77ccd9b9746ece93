import { ProvisioningCredentials } from './credentials.ts';
import { Directory } from './directory.ts';
import { Groups } from './groups.ts';
import { Users } from './users.ts';

export { scimPages } from './pages.ts';
/** What serves provisioning. */
export const provisioning = [Directory, Groups, ProvisioningCredentials, Users];
