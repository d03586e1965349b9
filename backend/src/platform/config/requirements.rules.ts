import { environmentName } from './setting.js';
import type { Settings } from './settings.js';

/** What must be set together, or not at all: one sentence for each breach. */
export function requirements(s: Settings): string[] {
  const problems: string[] = [];
  const need = (wanted: boolean, ...names: (keyof Settings)[]) => {
    if (!wanted) return;
    for (const name of names) if (s[name] === undefined) problems.push(`${environmentName(name)} is required`);
  };
  need(!s.isTranscoderOnly, 'databaseUrl');
  need(s.plays('api', 'worker'), 'oauthEncryptionKey');
  need(s.storageBackend !== 'filesystem', 'awsAccessKeyId', 'awsSecretAccessKey', 'r2EndpointUrl', 'r2Bucket');
  need(
    s.storageBackend !== 'filesystem',
    'r2ImageBucket',
    'r2PrivateBucket',
    'r2PublicBucketUrl',
    'r2PublicImageBucketUrl',
  );
  const deployed = s.appEnv === 'staging' || s.appEnv === 'production';
  need(deployed && s.plays('api', 'worker'), 'oauthJwk');
  need(s.moderationServiceUrl !== undefined, 'moderationAuthToken');
  need(s.moderationEnabled && s.plays('worker') && !s.moderationServiceUrl, 'moderationAuddApiToken');
  need(s.moderationLabelerDid !== undefined, 'moderationLabelerSigningKey');
  problems.push(...encryptionKeyProblems(s.oauthEncryptionKey));
  if (deployed) problems.push(...developmentOnly(s));
  if (s.isLocal && !isLoopback(s.host))
    problems.push(`HOST is ${s.host}; a development process listens on loopback only`);
  if (s.appEnv !== 'test' && (s.devControlUrl || s.devControlToken)) problems.push('DEV_CONTROL_URL is for tests only');
  return problems;
}

function developmentOnly(s: Settings): string[] {
  const addresses = s.isTranscoderOnly ? [] : (['publicUrl', 'frontendUrl', 'atprotoPlcUrl'] as const);
  const plain = addresses.filter((name) => s[name].startsWith('http://'));
  return [
    ...(s.devPdsUrl ? ['DEV_PDS_URL is for development only'] : []),
    ...plain.map((name) => `${environmentName(name)} must be https in ${s.appEnv}`),
  ];
}

function encryptionKeyProblems(keys: string | undefined): string[] {
  return (keys?.split(',') ?? [])
    .map((entry) => entry.trim())
    .filter((entry) => {
      const [, kid, key] = /^([\w-]+):([A-Za-z0-9+/=_-]+)$/.exec(entry) ?? [];
      return !kid || !key || Buffer.from(key, 'base64').length !== 32;
    })
    .map(() => 'OAUTH_ENCRYPTION_KEY holds an entry that is not kid:base64 of 32 bytes');
}

function isLoopback(host: string): boolean {
  return ['127.0.0.1', '::1', 'localhost'].includes(host);
}
