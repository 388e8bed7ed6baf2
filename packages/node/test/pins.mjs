/** Requests of @wxreq/node as it is packed, as scripts/testing/pins asks for them. */
import { createRequest } from '@wxreq/node';
import { answer } from '../../../scripts/testing/pins/answering.mjs';

await answer(createRequest);
