/** What a new definition begins with. */
export const BLANK = `id: new-segment
name: New segment
enter: events("purchase").within(days(30)).count() >= 1
`;

/**
 * Worked examples. Each is a whole definition that stands by itself.
 * @type {{name: string, purpose: string, text: string}[]}
 */
export const EXAMPLES = [
  {
    name: "Cart abandoner",
    purpose: "Put an item in the cart and did not buy that item within the hour.",
    text: `id: cart-abandoner-example
name: Cart abandoner
description: Put an item in the cart in the last day and did not buy that item within the hour
enter: >
  events("add_to_cart")
    .notFollowedBy(events("purchase_item"), hours(1), "itemId")
    .within(days(1)).count() > 0
cooldown: 3d
`,
  },
  {
    name: "Lapsed",
    purpose: "Bought more than once, and nothing for two months.",
    text: `id: lapsed-example
name: Lapsed
description: Bought twice or more, the last time 60 days ago or longer
enter: >
  events("purchase").count() >= 2
  && now - events("purchase").last() >= days(60)
`,
  },
  {
    name: "RFM champion",
    purpose: "Recency, frequency and monetary value in one rule.",
    text: `id: champion-example
name: Champion
description: Bought lately, often and for much
enter: >
  now - events("purchase").last() <= days(14)
  && events("purchase").within(days(90)).distinctDays() >= 3
  && events("purchase").within(days(90)).sum("amount") >= 300
stay: 7d
`,
  },
  {
    name: "Funnel",
    purpose: "Searched, looked at a product after it, and has not bought.",
    text: `id: stuck-in-the-funnel-example
name: Stuck in the funnel
description: Searched and then looked at a product within half an hour, in the last two days, and bought nothing
enter: >
  events("search").followedBy(events("product_view"), minutes(30)).within(days(2)).count() >= 1
  && events("purchase").within(days(2)).count() == 0
`,
  },
  {
    name: "Hot browser",
    purpose: "Looks at much just now; lets go by time alone.",
    text: `id: hot-browser-example
name: Hot browser
description: Looked at ten products or more in the last half hour
enter: events("product_view").within(minutes(30)).count() >= 10
`,
  },
  {
    name: "Big spender, with slack",
    purpose: "Enters at one threshold and leaves only below a lower one, so that nobody flaps.",
    text: `id: big-spender-example
name: Big spender
description: Spent 500 or more in 30 days; leaves only below 300
enter: events("purchase").within(days(30)).sum("amount") >= 500
exit: events("purchase").within(days(30)).sum("amount") < 300
`,
  },
  {
    name: "First purchase",
    purpose: "Welcomes those who bought for the first time in the last week.",
    text: `id: first-purchase-example
name: First purchase
description: Bought for the first time in the last seven days, and once only
enter: >
  now - events("purchase").first() < days(7)
  && events("purchase").count() == 1
`,
  },
  {
    name: "Slowing down",
    purpose: "Compares this month with the one before.",
    text: `id: slowing-down-example
name: Slowing down
description: Bought less than half as much in the last 30 days as in the 30 before
enter: >
  events("purchase").between(days(60), days(30)).sum("amount") >= 100
  && events("purchase").within(days(30)).sum("amount") * 2
    < events("purchase").between(days(60), days(30)).sum("amount")
`,
  },
  {
    name: "Test with a control group",
    purpose: "A tenth of those who enter is left alone, to see what acting on them is worth.",
    text: `id: window-shopper-example
name: Window shopper
description: Looked at five items or more in a week and bought nothing; a tenth is the control group
enter: >
  events("product_view").within(days(7)).distinct("itemId") >= 5
  && events("purchase").within(days(7)).count() == 0
holdout: 0.1
`,
  },
];
