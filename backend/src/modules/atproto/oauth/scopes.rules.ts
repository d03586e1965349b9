import {
  BlobPermission,
  normalizeAtprotoOauthScopeValue,
  RepoPermission,
  ScopePermissionsTransition,
} from '@atproto/oauth-scopes';

/**
 * Whether a grant allows everything that `required` names (AUTH-09). Scopes are compared by what they permit, because
 * the authorization server writes them in its own way: `repo:a repo:b` may come back as `repo?collection=a&collection=b`.
 */
export function covers(granted: string, required: string): boolean {
  const permissions = new ScopePermissionsTransition(granted);
  const names = new Set(words(granted).map(normal));
  return words(required).every((scope) => isCovered(scope, permissions, names));
}

function isCovered(scope: string, permissions: ScopePermissionsTransition, names: ReadonlySet<string>): boolean {
  // A server answers with what a permission set holds, never with its name (P-SEC-06); granular scopes stand beside it.
  if (scope.startsWith('include:')) return true;
  const repo = RepoPermission.fromString(scope);
  if (repo) {
    return repo.collection.every((collection) =>
      repo.action.every((action) => permissions.allowsRepo({ collection, action })),
    );
  }
  const blob = BlobPermission.fromString(scope);
  if (blob) return blob.accept.every((accept) => allowsBlobs(accept, permissions));
  return names.has(normal(scope));
}

/** Types are compared, not patterns, so a pattern is asked about through a type that no narrower pattern matches. */
function allowsBlobs(accept: string, permissions: ScopePermissionsTransition): boolean {
  const [kind = '*', subtype = '*'] = accept.split('/');
  const any = 'x-any-of-them';
  return permissions.allowsBlob({ mime: `${kind === '*' ? any : kind}/${subtype === '*' ? any : subtype}` });
}

function words(scope: string): string[] {
  return scope.split(/\s+/).filter(Boolean);
}

function normal(scope: string): string {
  return normalizeAtprotoOauthScopeValue(scope) ?? scope;
}

/** The scope string for these collections, in the order given. */
export function scopeFor(collections: Iterable<string>): string {
  return ['atproto', ...[...new Set(collections)].map((nsid) => `repo:${nsid}`)].join(' ');
}

/** Both scopes as one, each part once. */
export function joined(...scopes: string[]): string {
  return [...new Set(scopes.flatMap(words))].join(' ');
}
