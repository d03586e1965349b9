import { CommentRecordBuilder } from './comment-record.builder.js';
import { LikeRecordBuilder } from './like-record.builder.js';
import { TrackCommentsController } from './track-comments.controller.js';
import { TrackCommentsService } from './track-comments.service.js';
import { TrackLikesController } from './track-likes.controller.js';
import { TrackLikesService } from './track-likes.service.js';

/** Likes and comments of tracks; part of the tracks module. */
export const reactionControllers = [TrackLikesController, TrackCommentsController];
export const reactionProviders = [TrackLikesService, TrackCommentsService, LikeRecordBuilder, CommentRecordBuilder];
