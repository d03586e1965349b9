import { HOUR_MS } from '../../common/clock.js';
import { type Rate, rulesOf, type SettingRule } from './setting.js';
import { Settings } from './settings.js';

/** The text of `.env.example`: every setting, its kind and its default, commented out. */
export function sampleEnvironment(): string {
  const lines = rulesOf(Settings.prototype).map(
    (rule) => `# ${rule.options.about} (${rule.kind})\n# ${rule.name}=${shown(rule)}\n`,
  );
  return `# Generated from backend/src/platform/config/settings.ts; everything is optional where a default is shown.\n\n${lines.join('\n')}`;
}

function shown({ options, kind }: SettingRule): string {
  const fallback = options.default;
  if (fallback === undefined || typeof fallback === 'function') return '';
  if (fallback instanceof Set) return [...(fallback as Set<string>)].join(',');
  return kind === 'n/unit' ? written(fallback as Rate) : JSON.stringify(fallback).replaceAll('"', '');
}

function written({ limit, windowMs }: Rate): string {
  return `${limit}/${windowMs >= HOUR_MS ? 'hour' : 'minute'}`;
}
