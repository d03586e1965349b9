export { HealthModule } from './health.module.js';
export { VERSION } from './instance.controller.js';
