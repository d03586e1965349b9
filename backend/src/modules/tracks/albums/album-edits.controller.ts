import { Body, Controller, Delete, HttpCode, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Actor, WritesRecords } from '../../../platform/http/index.js';
import { ArtistOnly } from '../../artists/index.js';
import { CoverForms } from '../form/cover-forms.service.js';
import { isJson, readForm } from '../form/read-form.js';
import { validated } from '../form/validated.js';
import { TrackId } from '../track-id.js';
import { AlbumEditsService } from './album-edits.service.js';
import { AlbumId } from './album-id.js';
import { AlbumPagesService } from './album-pages.service.js';
import { AlbumRemovalsService } from './album-removals.service.js';
import {
  AlbumChange,
  AlbumDeleted,
  AlbumMetadata,
  AlbumOrder,
  AlbumRemovalQuery,
  AlbumTrackRemoved,
  CoverStored,
  NewAlbum,
} from './albums.dto.js';

@ApiTags('albums')
@WritesRecords()
@Controller('albums')
export class AlbumEditsController {
  constructor(
    private readonly pages: AlbumPagesService,
    private readonly edits: AlbumEditsService,
    private readonly removals: AlbumRemovalsService,
    private readonly covers: CoverForms,
  ) {}

  /** An album to fill; where the artist has one at this address, that one. */
  @Post()
  @ArtistOnly()
  @HttpCode(200)
  async create(@Actor() actor: Actor, @Body() input: NewAlbum): Promise<AlbumMetadata> {
    return this.pages.metadataOf(await this.edits.create(actor.did, input), actor.did);
  }

  /** Changes what is given, in the body or in the query. */
  @Patch(':id')
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded', 'multipart/form-data')
  @ApiBody({ type: AlbumChange })
  async change(
    @AlbumId() id: string,
    @Actor() actor: Actor,
    @Query() asked: AlbumChange,
    @Req() request: FastifyRequest,
  ): Promise<AlbumMetadata> {
    const album = await this.pages.getOwn(id, actor.did);
    const fields = { ...said(asked), ...(await readForm(request)) };
    await this.edits.change(album, await validated(AlbumChange, fields, { strict: isJson(request) }));
    return this.pages.metadataOf(id, actor.did);
  }

  /** The album is complete: exactly its tracks, in their order. Its list record is written now. */
  @Post(':id/finalize')
  @HttpCode(200)
  async finalize(@AlbumId() id: string, @Actor() actor: Actor, @Body() order: AlbumOrder): Promise<AlbumMetadata> {
    await this.edits.finalize(await this.pages.getOwn(id, actor.did), order.track_ids);
    return this.pages.metadataOf(id, actor.did);
  }

  @Post(':id/cover')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { image: { type: 'string', format: 'binary' } } } })
  async cover(@AlbumId() id: string, @Actor() actor: Actor, @Req() request: FastifyRequest): Promise<CoverStored> {
    const album = await this.pages.getOwn(id, actor.did);
    return this.covers.receive(request, actor.did, (imageId) => this.edits.dress(album, imageId));
  }

  /** Removes the album; its tracks stay unless `cascade` is set. */
  @Delete(':id')
  async remove(
    @AlbumId() id: string,
    @Actor() actor: Actor,
    @Query() { cascade }: AlbumRemovalQuery,
  ): Promise<AlbumDeleted> {
    await this.removals.remove(await this.pages.getOwn(id, actor.did), { cascade });
    return { deleted: true, cascade };
  }

  /** Takes a track off the album; the track stays. */
  @Delete(':id/tracks/:trackId')
  async takeOff(
    @AlbumId() id: string,
    @TrackId('trackId') trackId: number,
    @Actor() actor: Actor,
  ): Promise<AlbumTrackRemoved> {
    await this.removals.takeOff(await this.pages.getOwn(id, actor.did), trackId);
    return { removed: true, track_id: trackId };
  }
}

/** What a query says, without the fields that it leaves out. */
function said(query: AlbumChange): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}
