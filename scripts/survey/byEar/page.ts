import { type Browser, chromium, type Page } from 'playwright-core';

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** The kiosk's own page, which a blind patient does not see: all that is done to it is that keys are pressed. */
export class UnseenPage {
  private readonly browser: Browser;
  private readonly page: Page;

  private constructor(browser: Browser, page: Page) {
    this.browser = browser;
    this.page = page;
  }

  static async at(url: string): Promise<UnseenPage> {
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args });
    const page = await browser.newPage({ viewport: { width: 1080, height: 1920 }, reducedMotion: 'reduce' });
    await page.goto(url);
    return new UnseenPage(browser, page);
  }

  async press(code: string): Promise<void> {
    await this.page.keyboard.press(code);
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
