export { LikesModule } from './likes.module.js';
