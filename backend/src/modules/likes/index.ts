export { type Like } from './like.entity.js';
export { likeRecord } from './like.record.js';
export { Likes } from './likes.service.js';
export { LikesModule } from './likes.module.js';
