export { maskedUrl } from './masked.js';
export { Metrics } from './metrics.js';
export { ObservabilityModule } from './observability.module.js';
export { RequestLog } from './request-log.js';
