export {
  Actor,
  type ActorRequest,
  ActorSource,
  GrantDead,
  ScopeUpgradeRequired,
  SessionInvalid,
  SignedIn,
  SignInRequired,
  WritesRecords,
} from './actor.js';
export { carrierOf, SESSION_COOKIE } from './carrier.js';
export {
  Flag,
  ListOf,
  Omittable,
  OptionalWhole,
  paged,
  PageOf,
  PageQuery,
  Trimmed,
  TrimmedText,
  Whole,
} from './dto.js';
export { HttpModule, ServiceHttpModule } from './http.module.js';
export { OriginRefused, Origins } from './origins.js';
export { type PageHead, PageHeads } from './page-head.js';
export { isApiPath } from './prefixes.js';
export { PreparedAnswer } from './prepared-answer.js';
export { statusOfKind } from './problem.filter.js';
export { RateLimit, RateLimited } from './rate-limit.js';
export { createServer, listen } from './server.js';
export { assertServiceKey, ServiceNotConfigured } from './service-key.js';
export { problemsOf } from './validation.pipe.js';
