import { rulesOf, type SettingRule } from './setting.js';
import { Settings } from './settings.js';

/** The text of `.env.example`: every setting, its kind and its default, commented out. */
export function sampleEnvironment(): string {
  const lines = rulesOf(Settings.prototype).map(
    (rule) => `# ${rule.options.about} (${rule.kind})\n# ${rule.name}=${shown(rule)}\n`,
  );
  return `# Generated from backend/src/platform/config/settings.ts; everything is optional where a default is shown.\n\n${lines.join('\n')}`;
}

function shown({ options }: SettingRule): string {
  const fallback = options.default;
  if (fallback === undefined || typeof fallback === 'function') return '';
  if (fallback instanceof Set) return [...(fallback as Set<string>)].join(',');
  if (typeof fallback === 'object' && fallback) return rate(fallback as { limit: number; windowMs: number });
  return String(fallback);
}

function rate({ limit, windowMs }: { limit: number; windowMs: number }): string {
  return `${limit}/${windowMs >= 3_600_000 ? 'hour' : 'minute'}`;
}
