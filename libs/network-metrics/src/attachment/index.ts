export { coverage, load, safeHavens, supportRatio } from './coverage.ts';
export { allFourFunctions, type Attachment, hierarchy } from './hierarchy.ts';
export {
  ATTACHMENT_FUNCTIONS,
  type AttachmentFunction,
  type AttachmentNetwork,
  attachmentNetworkOf,
  type AttachmentTie,
} from './network.ts';
export { responseRate } from './response.ts';
