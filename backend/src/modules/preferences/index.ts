export type { PreferenceSet, Theme } from './preferences.entity.js';
export { PreferencesModule } from './preferences.module.js';
export { Preferences } from './preferences.service.js';
