import { onProduct } from './on-product.mjs';

/** Checks that rows, records and bytes agree. */
export const audit = (context) => onProduct(context, 'audit');
