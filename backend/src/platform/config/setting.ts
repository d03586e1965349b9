import 'reflect-metadata';

/** How one setting is read: its kind, its default, and what the sample file says about it. */
export interface SettingOptions<T> {
  /** One sentence for `.env.example`. */
  about: string;
  /** The default, or how it follows from settings declared above it; without one the setting may be absent. */
  default?: T | ((settings: never) => T | undefined);
  /** Shown masked, never whole. */
  secret?: boolean;
}

export interface SettingRule {
  name: string;
  property: string;
  kind: string;
  options: SettingOptions<unknown>;
  parse: (text: string) => unknown;
}

const RULES = Symbol('settings');

/** The settings of a class in the order of declaration. */
export function rulesOf(target: object): SettingRule[] {
  return (Reflect.getMetadata(RULES, target) as SettingRule[] | undefined) ?? [];
}

/** `maxUploadSizeMb` → `MAX_UPLOAD_SIZE_MB`; a digit stays with the word before it. */
export function environmentName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function setting<T>(kind: string, parse: (text: string) => T, options: SettingOptions<T>): PropertyDecorator {
  return (target, property) => {
    const name = String(property);
    const rule = {
      name: environmentName(name),
      property: name,
      kind,
      options: options as SettingOptions<unknown>,
      parse,
    };
    Reflect.defineMetadata(RULES, [...rulesOf(target), rule], target);
  };
}

export const Text = (options: SettingOptions<string>) => setting('text', (text) => text, options);

export const Url = (options: SettingOptions<string>) =>
  setting(
    'url',
    (text) => {
      if (!URL.canParse(text)) throw new Error('is not a url');
      return text.replace(/\/+$/, '');
    },
    options,
  );

export const Int = (options: SettingOptions<number> & { min?: number; max?: number }) =>
  setting(
    'int',
    (text) => {
      const value = Number(text);
      if (!Number.isInteger(value)) throw new Error('is not a whole number');
      if (value < (options.min ?? 0)) throw new Error(`is less than ${options.min ?? 0}`);
      if (options.max !== undefined && value > options.max) throw new Error(`is more than ${options.max}`);
      return value;
    },
    options,
  );

export const Bool = (options: SettingOptions<boolean>) =>
  setting(
    'bool',
    (text) => {
      if (['true', '1'].includes(text)) return true;
      if (['false', '0'].includes(text)) return false;
      throw new Error('is neither true nor false');
    },
    options,
  );

export const OneOf = <T extends string>(values: readonly T[], options: SettingOptions<T>) =>
  setting(
    values.join(' | '),
    (text) => {
      if (!values.includes(text as T)) throw new Error(`is none of ${values.join(', ')}`);
      return text as T;
    },
    options,
  );

export const SetOf = (options: SettingOptions<ReadonlySet<string>> & { of?: readonly string[] }) =>
  setting(
    'set',
    (text) => {
      const values = new Set(
        text
          .split(',')
          .map((value) => value.trim())
          .filter(Boolean),
      );
      const stranger = options.of && [...values].find((value) => !options.of?.includes(value));
      if (stranger) throw new Error(`holds ${stranger}, which is none of ${options.of?.join(', ')}`);
      return values;
    },
    options,
  );

/** `100/minute`: how many requests in which time. */
export interface Rate {
  limit: number;
  windowMs: number;
}

const UNIT_MS = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

export const RateOf = (options: SettingOptions<Rate>) =>
  setting(
    'n/unit',
    (text) => {
      const parts = /^(\d+)\/(second|minute|hour|day)$/.exec(text);
      if (!parts) throw new Error('is not of the form 100/minute');
      return { limit: Number(parts[1]), windowMs: UNIT_MS[parts[2] as keyof typeof UNIT_MS] };
    },
    options,
  );
