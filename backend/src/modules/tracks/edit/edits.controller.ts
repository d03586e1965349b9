import { Controller, Delete, Patch, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Actor, WritesRecords } from '../../../platform/http/index.js';
import { TrackId } from '../track-id.js';
import { TrackView } from '../tracks.dto.js';
import { TracksService } from '../tracks.service.js';
import { TrackViews } from '../views/track-views.service.js';
import { EditForms } from './edit-form.service.js';
import { TrackChangesForm, TrackDeleted } from './edits.dto.js';
import { RemovalsService } from './removals.service.js';

@ApiTags('tracks')
@WritesRecords()
@Controller('tracks')
export class EditsController {
  constructor(
    private readonly tracks: TracksService,
    private readonly forms: EditForms,
    private readonly removals: RemovalsService,
    private readonly views: TrackViews,
  ) {}

  /** Changes what is given; the record follows. */
  @Patch(':id')
  @ApiConsumes('multipart/form-data', 'application/x-www-form-urlencoded', 'application/json')
  @ApiBody({ type: TrackChangesForm })
  async change(@TrackId() id: number, @Actor() actor: Actor, @Req() request: FastifyRequest): Promise<TrackView> {
    await this.forms.apply(request, await this.tracks.getOwn(id, actor.did, 'edit'));
    return this.views.one(id, actor.did);
  }

  /** Removes the track, its record, and in the end its bytes. */
  @Delete(':id')
  async remove(@TrackId() id: number, @Actor() actor: Actor): Promise<TrackDeleted> {
    await this.removals.remove(await this.tracks.getOwn(id, actor.did, 'delete'));
    return { message: 'track deleted successfully' };
  }
}
