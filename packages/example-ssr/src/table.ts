// As it stands in the mini-program: it knows neither whether it runs on a server or in a page, nor who asks.

/** What there is at a guest's table. */
export interface Table {
  readonly guest: string;
  readonly teas: readonly { readonly name: string; readonly note: string }[];
  /** What was ordered so far. */
  readonly orders: readonly string[];
}

/** The table of whoever asks. Rejects with an Error where there is none. */
export function loadTable(): Promise<Table> {
  return new Promise((resolve, reject) => {
    wx.request<Table>({
      url: '/api/table',
      data: { season: '春' },
      success: ({ statusCode, data }) => {
        if (statusCode === 200) resolve(data);
        else reject(new Error(`the table is not there: ${statusCode}`));
      },
      fail: ({ errMsg }) => {
        reject(new Error(errMsg));
      },
    });
  });
}

/** Orders a tea; gives the table with it. */
export function order(tea: string): Promise<Table> {
  return new Promise((resolve, reject) => {
    wx.request<Table>({
      url: '/api/orders',
      method: 'POST',
      header: { 'Content-Type': 'application/x-www-form-urlencoded' },
      data: { tea },
      success: ({ data }) => {
        resolve(data);
      },
      fail: ({ errMsg }) => {
        reject(new Error(errMsg));
      },
    });
  });
}
