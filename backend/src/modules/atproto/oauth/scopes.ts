import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/config/index.js';
import { COLLECTIONS, nsidOf } from '../lexicon/collections.rules.js';
import { joined, scopeFor } from './scopes.rules.js';

/** What we ask for, and when (spec/lexicons.md, OAuth scopes). */
@Injectable()
export class Scopes {
  /** To write everything of ours. */
  readonly base: string;
  /** To scrobble to teal.fm. */
  readonly teal: string;
  /** Everything that is ever asked. */
  readonly all: string;

  constructor(private readonly settings: Settings) {
    const { atprotoAppNamespace, atprotoOldAppNamespace, atprotoScopeOverride } = settings;
    const namespaces = [atprotoAppNamespace, ...(atprotoOldAppNamespace ? [atprotoOldAppNamespace] : [])];
    const own = namespaces.flatMap((namespace) => COLLECTIONS.map((collection) => nsidOf(namespace, collection)));
    this.base = atprotoScopeOverride ?? scopeFor(own);
    this.teal = scopeFor([settings.tealPlayCollection, settings.tealStatusCollection]);
    this.all = joined(this.base, this.teal);
  }

  /** What a sign-in asks for. */
  wanted({ teal }: { teal: boolean }): string {
    return teal && this.settings.tealEnabled ? this.all : this.base;
  }
}
