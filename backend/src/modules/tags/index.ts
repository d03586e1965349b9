export { Tags } from './tags.service.js';
export { TagsModule } from './tags.module.js';
export { TagMissing, TagsInvalid } from './tags.errors.js';
