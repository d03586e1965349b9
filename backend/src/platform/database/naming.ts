import { DefaultNamingStrategy } from 'typeorm';

/** `storageKey` ↔ `storage_key`; tables are always named by their entity. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(property: string, customName: string, prefixes: string[]): string {
    return (
      customName ||
      [...prefixes, property].map((word) => word.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)).join('_')
    );
  }
}
