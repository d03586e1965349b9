import { Bool, Int, OneOf, type Rate, RateOf, SetOf, Text, Url } from './setting.js';

export const ENVIRONMENTS = ['development', 'staging', 'production', 'test'] as const;
export const ROLES = ['api', 'worker', 'ingest', 'transcoder', 'moderation', 'all'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];
export type Role = (typeof ROLES)[number];

const MINUTE_MS = 60_000;
const NAMESPACE = { development: 'fm.plyr.dev', test: 'fm.plyr.dev', staging: 'fm.plyr.stg', production: 'fm.plyr' };
const PUBLIC_JETSTREAM = new Set(
  ['1.us-east', '2.us-east', '1.us-west', '2.us-west'].map((host) => `wss://jetstream${host}.bsky.network`),
);

/**
 * Every setting of a process. The names in the environment follow from the names here (`maxUploadSizeMb` is
 * `MAX_UPLOAD_SIZE_MB`); a default may follow from settings above it.
 */
export class Settings {
  // process
  @SetOf({ of: ROLES, default: new Set(['all']), about: 'what this process does' })
  appRole: ReadonlySet<Role>;
  @OneOf(ENVIRONMENTS, { default: 'development', about: 'which environment this is' })
  appEnv: Environment;
  @Text({ default: (s: Settings) => (s.isLocal ? '127.0.0.1' : '0.0.0.0'), about: 'listen address' })
  host: string;
  @Int({ default: 8001, max: 65_535, about: 'listen port' })
  port: number;
  @Url({ default: (s: Settings) => `http://127.0.0.1:${s.port}`, about: 'address of the API as seen from outside' })
  publicUrl: string;
  @Text({ about: 'folder of the built client; set = one-process mode' })
  serveFrontendDir?: string;
  @Url({
    default: (s: Settings) => (s.serveFrontendDir ? s.publicUrl : 'http://127.0.0.1:5173'),
    about: 'address of the client: links, redirects, CORS, cookie security',
  })
  frontendUrl: string;
  @Text({ about: 'further origins with credentials, a regular expression; anchored automatically' })
  frontendCorsOriginRegex?: string;
  @Text({ default: '0', about: 'hops, or CIDR ranges of proxies, whose client address is believed' })
  trustProxy: string;
  @Int({ default: 25, about: 'drain time at shutdown' })
  shutdownGraceSeconds: number;
  @OneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const, {
    default: 'info',
    about: 'log level',
  })
  logLevel: string;
  @SetOf({ default: new Set(), about: 'DIDs of the operators' })
  adminDids: ReadonlySet<string>;

  // database
  @Url({ secret: true, about: 'PostgreSQL' })
  databaseUrl: string;
  @Int({ default: 10, min: 1, about: 'connections kept' })
  databasePoolSize: number;
  @Int({ default: 5, about: 'further connections under load' })
  databaseMaxOverflow: number;
  @Int({ default: 10, min: 1, about: 'seconds to wait for a connection' })
  databaseConnectionTimeout: number;
  @Int({ default: 10, min: 1, about: 'seconds per statement' })
  databaseStatementTimeout: number;
  @Int({ default: 7200, min: 1, about: 'maximum age of a connection in seconds' })
  databasePoolRecycle: number;
  @Bool({ default: true, about: 'check a connection idle for more than 60 s before use' })
  databasePoolPrePing: boolean;
  @Int({ default: 15, min: 1, about: 'connect time of the LISTEN connection in seconds' })
  queueConnectTimeout: number;
  @Bool({ default: (s: Settings) => s.appEnv === 'development', about: 'run migrations first' })
  databaseMigrateOnStart: boolean;

  // queue and cache
  @Url({ secret: true, about: 'queue, locks, signals and limits on Redis or Valkey; unset = PostgreSQL' })
  redisUrl?: string;
  @Text({ default: (s: Settings) => `plyr:${s.appEnv}`, about: 'prefix of every Redis key' })
  redisPrefix: string;
  @Int({ default: 8, min: 1, about: 'light jobs at once per process' })
  workerConcurrency: number;
  @Int({ default: 2, min: 1, about: 'ffmpeg, zip and image jobs at once per process' })
  workerMediaConcurrency: number;
  @Int({ default: 30, min: 1, about: 'days a finished job stays visible' })
  jobRetentionDays: number;
  @Int({ about: 'first track number when an empty index is rebuilt' })
  rebuildFirstTrackId?: number;

  // storage and limits
  @OneOf(['filesystem', 's3', 'r2'] as const, { default: 'filesystem', about: 'where bytes lie' })
  storageBackend: 'filesystem' | 's3' | 'r2';
  @Text({ default: './data/storage', about: 'root folder of the filesystem driver' })
  storageDir: string;
  @Text({ secret: true, about: 'S3 access key' })
  awsAccessKeyId?: string;
  @Text({ secret: true, about: 'S3 secret key' })
  awsSecretAccessKey?: string;
  @Url({ about: 'S3 endpoint' })
  r2EndpointUrl?: string;
  @Text({ default: 'auto', about: 'S3 region' })
  storageRegion: string;
  @Text({ about: 'bucket of public audio' })
  r2Bucket?: string;
  @Text({ about: 'bucket of public images' })
  r2ImageBucket?: string;
  @Text({ about: 'bucket of staging, originals, exports and private audio' })
  r2PrivateBucket?: string;
  @Url({ about: 'CDN address of public audio' })
  r2PublicBucketUrl?: string;
  @Url({ about: 'CDN address of public images' })
  r2PublicImageBucketUrl?: string;
  @Url({ about: 'called (POST {urls}) when public bytes must vanish at once' })
  cdnPurgeUrl?: string;
  @Int({ default: 300, min: 1, about: 'life of a signed URL in seconds, at least' })
  storageSignedUrlSeconds: number;
  @Int({ default: 8, min: 5, about: 'part size of multipart uploads' })
  storagePartSizeMb: number;
  @Int({ default: 2, min: 1, max: 4, about: 'parts in flight of one multipart upload' })
  storagePartsInFlight: number;
  @Int({ default: 168, about: 'hours before unreferenced bytes are deleted' })
  storageGcGraceHours: number;
  @Int({ default: 24, about: 'the same for bytes whose owner deleted them' })
  storageGcUserDeleteGraceHours: number;
  @Int({ default: 1536, min: 1, about: 'largest audio file' })
  maxUploadSizeMb: number;
  @Int({ default: 20, min: 1, about: 'largest image' })
  maxImageSizeMb: number;
  @Int({ default: 4, min: 1, about: 'uploads received at once per process' })
  uploadConcurrency: number;
  @Int({ default: 3, min: 1, about: 'uploads in flight per user' })
  uploadUserConcurrency: number;
  @Int({ default: 0, about: 'uploads per user and hour; 0 = no limit' })
  uploadHourlyCount: number;
  @Int({ default: 0, about: 'megabytes per user and hour; 0 = no limit' })
  uploadHourlyMb: number;
  @Int({ default: 24, min: 1, about: 'hours an export can be downloaded' })
  exportTtlHours: number;
  @Text({ about: 'working space of ffmpeg; default: the temporary folder of the system' })
  scratchDir?: string;
  @Int({ default: 8, min: 1, about: 'most that the working space may hold' })
  scratchMaxGb: number;

  // AT Protocol and sign-in
  @Text({ default: (s: Settings) => NAMESPACE[s.appEnv], about: 'prefix of our collections' })
  atprotoAppNamespace: string;
  @Text({ about: 'prefix of the collections to migrate from' })
  atprotoOldAppNamespace?: string;
  @Url({ default: (s: Settings) => `${s.publicUrl}/oauth-client-metadata.json`, about: 'OAuth client id' })
  atprotoClientId: string;
  @Url({ default: (s: Settings) => `${s.publicUrl}/auth/callback`, about: 'OAuth redirect URI' })
  atprotoRedirectUri: string;
  @Text({ about: 'replaces the base scope (tests)' })
  atprotoScopeOverride?: string;
  @Text({ secret: true, about: 'kid:base64 of 32 bytes, comma-separated; the first encrypts, all decrypt' })
  oauthEncryptionKey: string;
  @Text({ secret: true, about: 'ES256 private key (JWK with kid) of the confidential client' })
  oauthJwk?: string;
  @Url({ default: 'https://plc.directory', about: 'PLC directory' })
  atprotoPlcUrl: string;
  @Url({ default: 'https://public.api.bsky.app', about: 'public AppView for profiles and handle typeahead' })
  atprotoAppviewUrl: string;
  @Int({ default: 3600, min: 1, about: 'how long an identity is believed' })
  identityCacheSeconds: number;
  @Url({ about: 'development only: the local PDS' })
  devPdsUrl?: string;
  @Url({ about: 'tests only: approves sign-ins on the local PDS' })
  devControlUrl?: string;
  @Text({ secret: true, about: 'tests only: key of the control port' })
  devControlToken?: string;
  @OneOf(['jetstream', 'firehose'] as const, {
    default: (s: Settings) => (s.devPdsUrl ? 'firehose' : 'jetstream'),
    about: 'where records of others come from',
  })
  ingestSource: 'jetstream' | 'firehose';
  @Text({ default: (s: Settings) => s.devPdsUrl?.replace(/^http/, 'ws') ?? 'wss://bsky.network', about: 'firehose' })
  ingestFirehoseUrl: string;
  @SetOf({ default: PUBLIC_JETSTREAM, about: 'Jetstream hosts, in rotation' })
  jetstreamUrls: ReadonlySet<string>;
  @Bool({ default: true, about: 'take in records from the network' })
  ingestEnabled: boolean;
  @Int({ default: 90, min: 1, about: 'life of a developer token unless it says otherwise' })
  authDeveloperTokenDefaultDays: number;
  @Int({ default: 365, min: 1, about: 'longest life of a developer token' })
  authDeveloperTokenMaxDays: number;
  @Int({ default: 14, min: 1, about: 'life of a session of a public client, at most' })
  sessionDaysPublic: number;
  @Int({ default: 180, min: 1, about: 'life of a session of a confidential client, at most' })
  sessionDaysConfidential: number;
  @Int({ default: 10, min: 1, about: 'seconds to wait for a PDS' })
  pdsTimeoutSeconds: number;
  @Int({ default: 12, min: 1, about: 'tries before a record counts as failed' })
  outboxMaxAttempts: number;

  // rate limits
  @Bool({ default: (s: Settings) => s.appEnv !== 'test', about: 'limit requests' })
  rateLimitEnabled: boolean;
  @RateOf({ default: { limit: 100, windowMs: MINUTE_MS }, about: 'requests of one client' })
  rateLimitDefaultLimit: Rate;
  @RateOf({ default: { limit: 10, windowMs: MINUTE_MS }, about: 'sign-in requests of one client' })
  rateLimitAuthLimit: Rate;
  @RateOf({ default: { limit: 20, windowMs: MINUTE_MS }, about: 'uploads of one client' })
  rateLimitUploadLimit: Rate;
  @RateOf({ default: { limit: 10, windowMs: 60 * MINUTE_MS }, about: 'reports of one client' })
  rateLimitReportLimit: Rate;

  // features
  @SetOf({ default: new Set(['ai']), about: 'hidden tags of guests and new users' })
  defaultHiddenTags: ReadonlySet<string>;
  @Bool({ default: true, about: 'offer scrobbling to teal.fm' })
  tealEnabled: boolean;
  @Text({ default: 'fm.teal.alpha.feed.play', about: 'collection of plays' })
  tealPlayCollection: string;
  @Text({ default: 'fm.teal.alpha.actor.status', about: 'collection of the listening status' })
  tealStatusCollection: string;
  @SetOf({ default: new Set(['^bigbufo_']), about: 'toads never shown' })
  bufoExcludePatterns: ReadonlySet<string>;
  @SetOf({ default: new Set(['bigbufo_0_0', 'bigbufo_2_1']), about: 'toads shown all the same' })
  bufoIncludePatterns: ReadonlySet<string>;
  @Text({ default: 'https://constellation.microcosm.blue', about: 'network-wide counts; empty = off' })
  constellationUrl: string;
  @Url({ about: 'mood search; unset = off' })
  embeddingsServiceUrl?: string;
  @Text({ secret: true, about: 'key of the mood search service' })
  embeddingsAuthToken?: string;
  @Text({ about: 'shown by /config' })
  contactEmail?: string;
  @Text({ about: 'shown by /config' })
  dmcaEmail?: string;
  @Bool({ default: false, about: 'tell an operator of uploads and reports' })
  notifyEnabled: boolean;
  @Text({ about: 'who is told' })
  notifyRecipientHandle?: string;
  @Text({ about: 'who tells' })
  notifyBotHandle?: string;
  @Text({ secret: true, about: 'app password of the one who tells' })
  notifyBotPassword?: string;

  // transcoding
  @Url({ about: 'remote transcoder; unset = ffmpeg in the worker itself' })
  transcoderServiceUrl?: string;
  @Text({ secret: true, about: 'key of the transcoding endpoint; unset = it answers 503' })
  transcoderAuthToken?: string;
  @Int({ default: 1_073_741_824, min: 1, about: 'largest file over HTTP' })
  transcoderMaxUploadBytes: number;
  @Bool({ default: true, about: 'add an MP3 beside lossless originals' })
  transcodeOptimizeLossless: boolean;
  @Text({ about: 'ffmpeg; default: from PATH, else the packaged one' })
  ffmpegPath?: string;
  @Text({ about: 'ffprobe; default: from PATH, else the packaged one' })
  ffprobePath?: string;
  @Text({ default: '', about: 'folders in which the system looks for programs' })
  path: string;

  // moderation and labeler
  @Bool({ default: false, about: 'scan after publication' })
  moderationEnabled: boolean;
  @Url({ about: 'remote scanner; unset = the module in this process' })
  moderationServiceUrl?: string;
  @Text({ secret: true, about: 'key of the moderation endpoints for services' })
  moderationAuthToken?: string;
  @Int({ default: 300, min: 1, about: 'seconds to wait for a scan' })
  moderationTimeoutSeconds: number;
  @Url({ about: 'remote labeler; unset = the module in this process' })
  moderationLabelerUrl?: string;
  @Bool({ default: true, about: 'label a flagged track without a person' })
  moderationAutoLabel: boolean;
  @OneOf(['any', 'dominant'] as const, { default: 'any', about: 'when matches flag a track' })
  moderationFlagRule: 'any' | 'dominant';
  @Text({ secret: true, about: 'token of the scanner' })
  moderationAuddApiToken?: string;
  @Url({ default: 'https://enterprise.audd.io', about: 'address of the scanner' })
  moderationAuddApiUrl: string;
  @Url({ secret: true, about: 'a database of their own for labels, events and reports' })
  moderationDatabaseUrl?: string;
  @Text({ default: '0.0.0.0', about: 'listen address of the role moderation' })
  moderationHost: string;
  @Int({ default: 8083, max: 65_535, about: 'listen port of the role moderation' })
  moderationPort: number;
  @Text({ about: 'DID of the labeler; the labeler is off without it' })
  moderationLabelerDid?: string;
  @Text({ secret: true, about: 'secp256k1 key of the labeler, in hex' })
  moderationLabelerSigningKey?: string;

  // observability
  @Url({ about: 'OTLP endpoint; unset = no export' })
  otelExporterOtlpEndpoint?: string;
  @Text({ secret: true, about: 'OTLP headers' })
  otelExporterOtlpHeaders?: string;
  @Text({ default: (s: Settings) => `plyr-${[...s.appRole].join('-')}`, about: 'name in traces' })
  otelServiceName: string;
  @Text({ default: '1', about: 'share of traces kept, 0 to 1' })
  otelTracesSamplerArg: string;
  @Text({ secret: true, about: 'key of /metrics; unset = 404' })
  metricsToken?: string;

  /** Development or test: loopback only, local services allowed. */
  get isLocal(): boolean {
    return this.appEnv === 'development' || this.appEnv === 'test';
  }

  /** A process that transcodes for others and does nothing else: it keeps nothing, so it needs no database (GEN-07). */
  get isTranscoderOnly(): boolean {
    return this.appRole.size === 1 && this.appRole.has('transcoder');
  }

  /** Whether this process has one of the roles; `all` has every role. */
  plays(...roles: Role[]): boolean {
    return this.appRole.has('all') || roles.some((role) => this.appRole.has(role));
  }
}
