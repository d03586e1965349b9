import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export const DEMO_HANDLES = ['alice.test', 'bob.test'];

const hex = () => randomBytes(32).toString('hex');
const password = () => randomBytes(12).toString('base64url');

/** Each secret of a data folder, and how it is made. */
const SECRETS = {
  OAUTH_ENCRYPTION_KEY: () => `box:${randomBytes(32).toString('base64')}`,
  POSTGRES_PASSWORD: hex,
  DEVNET_JWT_SECRET: hex,
  DEVNET_ADMIN_PASSWORD: hex,
  DEVNET_DPOP_SECRET: hex,
  // Any 32 random bytes are a secp256k1 key but for odds of 2^-128.
  DEVNET_ROTATION_KEY: hex,
  DEMO_SECRET: hex,
  ...Object.fromEntries(DEMO_HANDLES.map((handle) => [passwordName(handle), password])),
};

export function passwordName(handle) {
  return `DEMO_PASSWORD_${handle.split('.')[0].toUpperCase()}`;
}

/**
 * The secrets of a data folder, made at the first start and completed when a later version wants more.
 * @returns {Record<string, string>}
 */
export function ensureSecrets(dataFolder) {
  const file = secretsFile(dataFolder);
  const known = readSecrets(file);
  if (!known && fs.lstatSync(path.join(dataFolder, 'postgres'), { throwIfNoEntry: false })) {
    throw new Error(
      `${file} is gone, and without it the data beside it cannot be read: put it back, or begin anew with --fresh`,
    );
  }
  const missing = Object.keys(SECRETS).filter((name) => !known?.[name]);
  if (known && missing.length === 0) return known;
  const secrets = { ...known, ...Object.fromEntries(missing.map((name) => [name, SECRETS[name]()])) };
  write(file, secrets);
  return secrets;
}

export function secretsFile(dataFolder) {
  return path.join(dataFolder, 'secrets.env');
}

function readSecrets(file) {
  if (!fs.existsSync(file)) return undefined;
  const lines = fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim());
  const pairs = lines
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  return Object.fromEntries(pairs);
}

/** Written whole or not at all, and never readable by others, not even for a moment. */
function write(file, secrets) {
  const lines = Object.entries(secrets).map(([name, value]) => `${name}=${value}`);
  const unfinished = `${file}.${process.pid}`;
  fs.writeFileSync(
    unfinished,
    `# made at the first start; losing it makes the data beside it unreadable\n${lines.join('\n')}\n`,
    { mode: 0o600 },
  );
  fs.renameSync(unfinished, file);
}
