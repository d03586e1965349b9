import { Body, Controller, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Actor, WritesRecords } from '../../../platform/http/index.js';
import { ListOrder, ListWrite } from './order.dto.js';
import { ListOrders } from './list-orders.service.js';

@ApiTags('lists')
@WritesRecords()
@Controller('lists')
export class ListOrdersController {
  constructor(private readonly orders: ListOrders) {}

  /** Puts your likes in order; new ones go on top of it. Of more than 500, the first 500 may be given alone. */
  @Put('liked/reorder')
  arrangeLiked(@Actor() actor: Actor, @Body() { items }: ListOrder): Promise<ListWrite> {
    return this.orders.arrangeLiked(actor.did, items);
  }

  /** Puts a list of yours in order, by the key of its record: a playlist, an album or your likes. */
  @Put(':rkey/reorder')
  arrange(@Param('rkey') rkey: string, @Actor() actor: Actor, @Body() { items }: ListOrder): Promise<ListWrite> {
    return this.orders.arrange(actor.did, rkey, items);
  }
}
