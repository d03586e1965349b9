import { expect, test } from '@jest/globals';
import { describeSettings, readSettings, type SettingsInvalid } from './read-settings.js';
import { sampleEnvironment } from './sample-environment.js';

const KEY = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
const MINIMAL = { DATABASE_URL: 'postgres://plyr:secret@127.0.0.1:5432/plyr', OAUTH_ENCRYPTION_KEY: KEY };

function problems(env: NodeJS.ProcessEnv): string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    return (error as SettingsInvalid).problems;
  }
}

test('defaults follow from the settings above them', () => {
  const settings = readSettings({ ...MINIMAL, PORT: '9000', SERVE_FRONTEND_DIR: 'frontend/build' });
  expect(settings.publicUrl).toBe('http://127.0.0.1:9000');
  expect(settings.frontendUrl).toBe('http://127.0.0.1:9000');
  expect(settings.atprotoAppNamespace).toBe('fm.plyr.dev');
  expect(settings.atprotoRedirectUri).toBe('http://127.0.0.1:9000/auth/callback');
});

test('all problems are listed at once', () => {
  const found = problems({ PORT: 'eight', APP_ENV: 'prod', DATABASE_POOL_SIZE: '0', RATE_LIMIT_AUTH_LIMIT: 'ten' });
  expect(found).toHaveLength(6);
  expect(found.join('\n')).toMatch(
    /PORT is not a whole number[^]*DATABASE_URL is required[^]*OAUTH_ENCRYPTION_KEY is required/,
  );
});

test('P-OPS-06: an unknown name with a prefix of ours stops the start and names the nearest', () => {
  expect(problems({ ...MINIMAL, STORAGE_BAKEND: 's3' })).toEqual([
    'STORAGE_BAKEND is unknown; did you mean STORAGE_BACKEND?',
  ]);
  expect(problems({ ...MINIMAL, AWS_PROFILE: 'x', OTEL_ANYTHING: 'y' })).toEqual([]);
});

test('SEC-09: what is for development only is refused in production', () => {
  const found = problems({ ...MINIMAL, APP_ENV: 'production', OAUTH_JWK: '{}', DEV_PDS_URL: 'http://localhost:2583' });
  expect(found).toEqual([
    'DEV_PDS_URL is for development only',
    'PUBLIC_URL must be https in production',
    'FRONTEND_URL must be https in production',
  ]);
});

test('SEC-05: a key of the wrong length is refused', () => {
  expect(problems({ ...MINIMAL, OAUTH_ENCRYPTION_KEY: 'k1:c2hvcnQ=' })).toHaveLength(1);
});

test('GEN-07: a process that only transcodes needs neither database nor public addresses', () => {
  expect(problems({ APP_ROLE: 'transcoder', APP_ENV: 'production' })).toEqual([]);
  expect(problems({ APP_ROLE: 'transcoder,worker', OAUTH_ENCRYPTION_KEY: KEY })).toEqual(['DATABASE_URL is required']);
});

test('an s3 store needs its buckets and keys', () => {
  expect(problems({ ...MINIMAL, STORAGE_BACKEND: 's3' })).toHaveLength(8);
});

test('SEC-08: who scans has the token of a scanner, or a service and its key', () => {
  const scanning = { ...MINIMAL, MODERATION_ENABLED: 'true' };
  expect(problems(scanning)).toEqual(['MODERATION_AUDD_API_TOKEN is required']);
  expect(problems({ ...scanning, MODERATION_AUDD_API_TOKEN: 'token' })).toEqual([]);
  const remote = { ...scanning, MODERATION_SERVICE_URL: 'http://moderation:8083' };
  expect(problems(remote)).toEqual(['MODERATION_AUTH_TOKEN is required']);
  expect(problems({ ...remote, MODERATION_AUTH_TOKEN: 'key' })).toEqual([]);
  expect(problems({ ...scanning, APP_ROLE: 'api' })).toEqual([]);
});

test('the log shows secrets by two characters and their length', () => {
  const shown = describeSettings(readSettings(MINIMAL));
  expect(shown['DATABASE_URL']).toBe('po… (42)');
  expect(JSON.stringify(shown)).not.toContain('secret@');
});

test('the sample names every setting', () => {
  expect(sampleEnvironment()).toContain('# RATE_LIMIT_DEFAULT_LIMIT=100/minute');
  expect(sampleEnvironment()).toContain('# MAX_UPLOAD_SIZE_MB=1536');
});
