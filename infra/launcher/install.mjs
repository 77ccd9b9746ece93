// Installs what is missing. Imports nothing but Node itself: see run.mjs.
import { existsSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** @type {(json: string) => unknown} */
export const parse = JSON.parse;

/** Something the person at the keyboard can mend: printed without a stack. */
export class Problem extends Error {}

/**
 * True when node_modules holds exactly what the lock file asks for. npm writes its own list of what it installed as
 * the very last step, so that an interrupted installation is never taken for a whole one.
 * @param {string} folder
 */
export const isInstalled = (folder) => {
  /** @type {(file: string) => Record<string, Entry>} */
  const read = (file) => {
    const content = readFileSync(join(folder, file), 'utf8');
    const { packages } = /** @type {{ packages: Record<string, Entry> }} */ (parse(content));
    return packages;
  };
  if (!existsSync(join(folder, 'node_modules/.package-lock.json'))) return false;
  try {
    const wanted = read('package-lock.json');
    const found = read('node_modules/.package-lock.json');
    return Object.entries(wanted).every(([path, entry]) => {
      if (!path.includes('node_modules/')) return true;
      const there = found[path];
      if (!there) return entry.optional === true; // for another platform
      return (
        there.version === entry.version && there.integrity === entry.integrity && there.link === entry.link
      );
    });
  } catch {
    return false;
  }
};
/** @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean }} Entry */

const kept =
  /^npm_config_(registry|cache|.*proxy|cafile|ca|strict_ssl|userconfig|globalconfig|offline|prefer_offline)$/;

/**
 * npm's own variables describe the outer `npm start`; an inner npm must not inherit them, but for those that say how
 * to reach the registry.
 * @param {Record<string, string>} extra
 * @returns {NodeJS.ProcessEnv}
 */
export const cleanEnvironment = (extra) => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        kept.test(name) || !/^npm_(config_|lifecycle_|package_|command|execpath|node_execpath)/.test(name),
    ),
  ),
  ...extra,
});

const network =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET|UNABLE_TO|CERT_|EIDLETIMEOUT|fetch failed/;

/**
 * What npm said, as a message that says what to do.
 * @param {string} output
 * @param {string} folder
 */
export const explain = (output, folder) => {
  if (/ENOSPC|EDQUOT/.test(output))
    return new Problem(
      `The disk is full: npm could not write to ${folder}.\n  → Make room, then start again.`,
    );
  if (network.test(output))
    return new Problem(
      'npm could not reach its registry.\n' +
        "  → Check the network (and npm's registry and proxy: npm config list), then start again; nothing half-done is left.",
    );
  if (/EACCES|EPERM|EROFS/.test(output))
    return new Problem(
      `npm may not write to ${folder}.\n  → Give yourself the right to write there, then start again.`,
    );
  return new Problem(`The installation did not succeed; npm said:\n${output.trim().slice(-2000)}`);
};

/**
 * Refuses before the disk is full rather than half-way.
 * @param {string} folder
 * @param {number} megabytes
 */
export const needRoom = (folder, megabytes) => {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1_048_576);
  if (free < megabytes)
    throw new Problem(
      `The disk is full: ${folder} has ${free} MB left, and the installation needs about ${megabytes} MB.\n` +
        '  → Make room, then start again.',
    );
};

/** @param {string} folder */
export const removeHalf = (folder) => rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
