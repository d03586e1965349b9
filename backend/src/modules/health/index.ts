export { HealthModule } from './health.module.js';
export { VERSION } from './instance.controller.js';
export { StatelessHealthModule } from './stateless-health.module.js';
export { ConsistencyAudit } from './consistency/consistency-audit.js';
export type { Fault, Scope } from './consistency/fault.js';
export { RebuildIndex, type RebuildRequest, type Rebuilt } from './upkeep/rebuild-index.js';
