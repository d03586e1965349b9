import { randomBytes } from 'node:crypto';
import { testServices } from './services.js';

const services = testServices();
const { network } = services;

// Settings of the product in this worker; a world adds its own port and folder.
Object.assign(process.env, {
  APP_ENV: 'test',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
  DATABASE_POOL_SIZE: '2',
  DATABASE_MAX_OVERFLOW: '0',
  RATE_LIMIT_ENABLED: 'false',
  // The stories of one worker share its PDS: only those about the network listen to it.
  INGEST_ENABLED: 'false',
  DEV_PDS_URL: network.pdsUrl,
  ATPROTO_PLC_URL: network.plcUrl,
  DEV_CONTROL_URL: network.control.url,
  DEV_CONTROL_TOKEN: network.control.token,
  OAUTH_ENCRYPTION_KEY: `test:${randomBytes(32).toString('base64')}`,
});
