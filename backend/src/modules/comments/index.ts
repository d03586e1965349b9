export { type Comment } from './comment.entity.js';
export { commentRecord } from './comment.record.js';
export type { SeenComment } from './comments-intake.repository.js';
export { CommentsIntake } from './comments-intake.service.js';
export { CommentText, NewComment } from './comments.dto.js';
export { CommentMissing, NotCommentAuthor } from './comments.errors.js';
export { Comments } from './comments.service.js';
export { CommentsModule } from './comments.module.js';
