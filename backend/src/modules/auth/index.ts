export { AuthModule } from './auth.module.js';
export { Sessions } from './sessions/sessions.service.js';
