/** What customers of three languages ask and what agents answer. */
export const questions = [
  [
    "Order 4821 arrived with a broken lid",
    "Hello,\n\nmy order 4821 arrived this morning, but the lid of the large jar is broken. Could you send me a new one? I attach a photo.\n\nThank you,\nMaria",
  ],
  [
    "Where is my invoice for October?",
    "Hi there,\n\nI cannot find the invoice for October in my account. My accountant needs it until Friday.\n\nBest regards",
  ],
  [
    "Cannot sign in since yesterday",
    "Good morning,\n\nsince yesterday the page says that my password is wrong, although I have not changed it. I tried two browsers.",
  ],
  [
    "Change of delivery address",
    "Hello, we are moving on the 3rd. Please send everything from then on to the new address below.",
  ],
  [
    "Do you ship to Norway?",
    "Hi! I would like to order a set as a gift for a friend in Bergen. Do you ship there, and what does it cost?",
  ],
  [
    "Livraison en retard",
    "Bonjour,\n\nma commande devait arriver mardi et le suivi n’a pas bougé depuis trois jours. Pouvez-vous vérifier auprès du transporteur ?\n\nCordialement,\nCamille",
  ],
  [
    "Demande de remboursement",
    "Bonjour,\n\nle produit ne correspond pas à la description. Je souhaite le renvoyer et être remboursée. Comment dois-je procéder ?",
  ],
  [
    "Question sur l’abonnement annuel",
    "Bonjour, est-ce que l’abonnement annuel se renouvelle automatiquement ? Je préférerais décider chaque année.",
  ],
  [
    "Липсва артикул в пратката",
    "Здравейте,\n\nполучих пратката днес, но липсва единият от двата артикула. В товарителницата пише, че е една кутия. Какво да направя?\n\nПоздрави,\nМария",
  ],
  [
    "Въпрос за фактура",
    "Здравейте, може ли да ми издадете фактура на фирмата за последната поръчка? Прилагам данните.",
  ],
  [
    "Не мога да вляза в профила си",
    "Добър ден,\n\nот вчера не мога да вляза в профила си. Опитах да сменя паролата, но писмото не идва.",
  ],
  [
    "Re: Offer for 40 workplaces",
    "Thank you for the offer. Two questions remain before we can sign: does the price hold if we start with 25, and is the training in French?",
  ],
  [
    "A very long subject that somebody has pasted from a whole paragraph because they did not know where to begin, so it goes on and on and tells us about the lid, the jar and the parcel that came on a rainy Tuesday",
    "It really is only about the lid.",
  ],
] as const;

export const answers = [
  "<p>Hello,</p><p>thank you for writing, and I am sorry for the trouble. I have looked it up: it will be with you <strong>by Thursday</strong>.</p><p>Is there anything else I can do?</p>",
  "<p>Bonjour,</p><p>merci pour votre message. J’ai vérifié auprès du transporteur :</p><ul><li>le colis est au dépôt de Lyon,</li><li>la livraison est prévue demain avant midi.</li></ul><p>Bien à vous</p>",
  "<p>Здравейте,</p><p>благодарим Ви за писмото. Изпратихме липсващия артикул днес, номерът за проследяване е <code>BG-204817</code>.</p><p>Хубав ден!</p>",
];

export const notes = [
  "<p>Talked to the warehouse: they send a new one <strong>today</strong>. Please do not refund yet.</p>",
  "<p>Same customer as last month, see the earlier ticket.</p>",
];

export const thanks = [
  "Perfect, thank you very much!",
  "Merci beaucoup, c’est parfait.",
  "Благодаря Ви много, всичко пристигна.",
  "It still does not work, I am afraid. Is there another way?",
];

export const quotedText =
  "<blockquote><p>On Tuesday Ada Owner wrote:</p><p>thank you for writing, and I am sorry for the trouble. I have looked it up: it will be with you by Thursday.</p></blockquote>";

export const newsletter = `<table width="100%" bgcolor="#f4efe6" cellpadding="24" style="font-family:Georgia,serif"><tr><td align="center"><table width="520" bgcolor="#ffffff" cellpadding="24"><tr><td><h1 style="color:#8a3b12;font-size:26px;margin:0 0 12px">Spring is in the shop</h1><p style="font-size:16px;line-height:1.6;color:#333">Dear friends of good jars,<br>the new glazes have arrived, and for a week they are yours at half the price.</p><p><a href="https://example.org/spring" style="background:#8a3b12;color:#fff;padding:12px 22px;text-decoration:none">Have a look</a></p></td></tr></table></td></tr></table>`;
