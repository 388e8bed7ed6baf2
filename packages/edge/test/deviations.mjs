const utf8 = 'workerd takes header values for UTF-8, both ways';
const exactCodings = 'workerd undoes one coding, if it is called exactly gzip or br';
const resends = 'workerd itself sends a request again when a used connection dies before its head is whole';
const lenient = 'edge-light takes a coded body that is cut short for a whole one';
const neverResends = 'edge-light never sends a request again';

/** Rules that each runtime is known to break, by the case's id, with the reason. */
export const deviations = {
  workerd: {
    'call/bad-header/latin-1-is-carried': utf8,
    'response/header/latin-1': utf8,
    'response/header/latin-1-and-never-utf-8': utf8,
    'response/content-encoding/x-gzip': exactCodings,
    'response/content-encoding/name-in-any-case': exactCodings,
    'response/content-encoding/deflate-with-zlib': exactCodings,
    'response/content-encoding/deflate-raw': exactCodings,
    'response/content-encoding/several-in-order': exactCodings,
    'response/content-encoding/several-in-separate-headers': exactCodings,
    'response/content-encoding/one-twice': exactCodings,
    'response/content-encoding/five': exactCodings,
    'response/content-encoding/six-are-too-many': exactCodings,
    'response/content-encoding/deflate-truncated': exactCodings,
    'response/content-encoding/no-bytes': 'workerd takes a gzip body of no bytes for one that is cut short',
    'transport/resend/never-a-delete': resends,
    'transport/resend/never-after-half-a-head': resends,
    'transport/resend/never-after-an-informational-head': resends,
  },
  'edge-light': {
    'url/get-merge/lone-question-mark': "edge-light's fetch drops a question mark with nothing behind it",
    'response/content-encoding/six-are-too-many': 'edge-light undoes any number of codings',
    'response/content-encoding/gzip-truncated': lenient,
    'response/content-encoding/deflate-truncated': lenient,
    'response/content-encoding/br-truncated': lenient,
    'transport/resend/get-after-a-reset': neverResends,
    'transport/resend/head-after-a-reset': neverResends,
    'transport/resend/options-after-a-reset': neverResends,
    'transport/resend/get-after-a-cut': neverResends,
    'transport/resend/never-twice': neverResends,
  },
};
