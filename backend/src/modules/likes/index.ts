export { type Like } from './like.entity.js';
export { likeRecord } from './like.record.js';
export type { LikedList } from './liked-list.entity.js';
export { LikedLists } from './liked-lists.service.js';
export type { SeenLike } from './likes-intake.repository.js';
export { LikesIntake } from './likes-intake.service.js';
export { Likes } from './likes.service.js';
export { LikesModule } from './likes.module.js';
