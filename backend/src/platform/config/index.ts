export { ConfigModule } from './config.module.js';
export { describeSettings, readSettings, SettingsInvalid } from './read-settings.js';
export { sampleEnvironment } from './sample-environment.js';
export type { Rate } from './setting.js';
export { startFailure, StartRefused } from './start-refused.js';
export { type Environment, type Role, Settings } from './settings.js';
