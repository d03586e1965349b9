import { requirements } from './requirements.rules.js';
import { rulesOf, type SettingRule } from './setting.js';
import { Settings } from './settings.js';
import { StartRefused } from './start-refused.js';

/** Prefixes that are ours alone: an unknown name with one of them is a misspelt setting (P-OPS-06). */
const OWN_PREFIXES =
  /^(DATABASE_|STORAGE_|R2_|UPLOAD_|ATPROTO_|OAUTH_|AUTH_|RATE_LIMIT_|INGEST_|TEAL_|BUFO_|TRANSCODE|MODERATION_|EMBEDDINGS_|NOTIFY_|DEV_)/;

export class SettingsInvalid extends StartRefused {
  constructor(readonly problems: string[]) {
    super(`the settings are not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** Reads every setting from the environment, or throws {@link SettingsInvalid} with all problems at once. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const rules = rulesOf(Settings.prototype);
  const settings = new Settings();
  const problems = unknownNames(env, rules);
  for (const rule of rules) {
    try {
      const value = valueOf(rule, env[rule.name], settings);
      if (value !== undefined) Object.assign(settings, { [rule.property]: value });
    } catch (error) {
      problems.push(`${rule.name} ${(error as Error).message}`);
    }
  }
  problems.push(...requirements(settings));
  if (problems.length > 0) throw new SettingsInvalid(problems);
  return Object.freeze(settings);
}

function valueOf(rule: SettingRule, text: string | undefined, settings: Settings): unknown {
  if (text !== undefined && text.trim() !== '') return rule.parse(text.trim());
  const fallback = rule.options.default;
  return typeof fallback === 'function' ? (fallback as (settings: Settings) => unknown)(settings) : fallback;
}

function unknownNames(env: NodeJS.ProcessEnv, rules: SettingRule[]): string[] {
  const known = new Set(rules.map((rule) => rule.name));
  return Object.keys(env)
    .filter((name) => OWN_PREFIXES.test(name) && !known.has(name))
    .map((name) => `${name} is unknown; did you mean ${nearest(name, [...known])}?`);
}

function nearest(name: string, candidates: string[]): string {
  return candidates.reduce((best, candidate) => (distance(name, candidate) < distance(name, best) ? candidate : best));
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The effective settings as lines for the log; of a secret only its first two characters and length. */
export function describeSettings(settings: Settings): Record<string, unknown> {
  const shown = rulesOf(Settings.prototype).map((rule) => {
    const value: unknown = settings[rule.property as keyof Settings];
    return [rule.name, rule.options.secret ? masked(value) : value instanceof Set ? [...value].join(',') : value];
  });
  return Object.fromEntries(shown.filter(([, value]) => value !== undefined)) as Record<string, unknown>;
}

function masked(value: unknown): string | undefined {
  return typeof value === 'string' ? `${value.slice(0, 2)}… (${value.length})` : undefined;
}
