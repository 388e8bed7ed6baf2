// In a mini-program's project, miniprogram-api-typings says this.
declare const wx: { readonly request: import('wxreq').WxRequest };
