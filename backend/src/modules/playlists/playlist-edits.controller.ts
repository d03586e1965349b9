import { Body, Controller, Delete, HttpCode, Patch, Post, Put, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Actor, WritesRecords } from '../../platform/http/index.js';
import { CoverForms, isJson, readForm, validated } from '../tracks/index.js';
import { type ItemName, NamedItem } from './item-name.js';
import { ListOrder } from './order/order.dto.js';
import { PlaylistId } from './playlist-id.js';
import { PlaylistItemsService } from './playlist-items.service.js';
import { PlaylistViews } from './playlist-views.service.js';
import {
  NewItem,
  PlaylistChange,
  PlaylistCover,
  PlaylistDeleted,
  PlaylistName,
  PlaylistView,
} from './playlists.dto.js';
import { PlaylistsService } from './playlists.service.js';

@ApiTags('lists')
@WritesRecords()
@Controller('lists/playlists')
export class PlaylistEditsController {
  constructor(
    private readonly playlists: PlaylistsService,
    private readonly items: PlaylistItemsService,
    private readonly views: PlaylistViews,
    private readonly covers: CoverForms,
  ) {}

  @Post()
  @HttpCode(200)
  async create(@Actor() actor: Actor, @Body() { name }: PlaylistName): Promise<PlaylistView> {
    return this.views.one(await this.playlists.create(actor.did, name), actor.did);
  }

  /** Gives it another name. */
  @Put(':id')
  async rename(@PlaylistId() id: string, @Actor() actor: Actor, @Body() input: PlaylistName): Promise<PlaylistView> {
    await this.playlists.change(await this.playlists.getOwn(id, actor.did), input);
    return this.views.one(id, actor.did);
  }

  /** Changes what is given. */
  @Patch(':id')
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded', 'multipart/form-data')
  @ApiBody({ type: PlaylistChange })
  async change(@PlaylistId() id: string, @Actor() actor: Actor, @Req() request: FastifyRequest): Promise<PlaylistView> {
    const playlist = await this.playlists.getOwn(id, actor.did);
    const fields = await readForm(request);
    await this.playlists.change(playlist, await validated(PlaylistChange, fields, { strict: isJson(request) }));
    return this.views.one(id, actor.did);
  }

  /** Removes it and its record; its tracks stay where they are. */
  @Delete(':id')
  async remove(@PlaylistId() id: string, @Actor() actor: Actor): Promise<PlaylistDeleted> {
    await this.playlists.remove(await this.playlists.getOwn(id, actor.did));
    return { deleted: true };
  }

  /** Adds a track at the end. */
  @Post(':id/tracks')
  @HttpCode(200)
  async add(@PlaylistId() id: string, @Actor() actor: Actor, @Body() input: NewItem): Promise<PlaylistView> {
    await this.items.add(await this.playlists.getOwn(id, actor.did), actor.did, input);
    return this.views.one(id, actor.did);
  }

  /** Puts the items in order. */
  @Put(':id/tracks/reorder')
  async arrange(@PlaylistId() id: string, @Actor() actor: Actor, @Body() { items }: ListOrder): Promise<PlaylistView> {
    await this.items.arrange(await this.playlists.getOwn(id, actor.did), items);
    return this.views.one(id, actor.did);
  }

  @Put(':id/reorder')
  @ApiExcludeEndpoint()
  arrangeByAlias(@PlaylistId() id: string, @Actor() actor: Actor, @Body() order: ListOrder): Promise<PlaylistView> {
    return this.arrange(id, actor, order);
  }

  /** Takes a track off, named by its number or by the AT-URI of its record. */
  @Delete(':id/tracks/*')
  async take(@PlaylistId() id: string, @Actor() actor: Actor, @NamedItem() item: ItemName): Promise<PlaylistView> {
    await this.items.take(await this.playlists.getOwn(id, actor.did), item);
    return this.views.one(id, actor.did);
  }

  @Post(':id/cover')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { image: { type: 'string', format: 'binary' } } } })
  async cover(@PlaylistId() id: string, @Actor() actor: Actor, @Req() request: FastifyRequest): Promise<PlaylistCover> {
    const playlist = await this.playlists.getOwn(id, actor.did);
    return this.covers.receive(request, actor.did, (imageId) => this.playlists.dress(playlist, imageId));
  }
}
