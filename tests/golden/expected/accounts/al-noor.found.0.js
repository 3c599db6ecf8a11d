standingFound("accounts/al-noor.found.0", ["مخبز النور (Al-Noor)", [
["accounts/al-noor.html#account-account","مخبز النور (Al-Noor)","Account","","","Name: مخبز النور (Al-Noor) · Tier: small · Segment: bread · Since: 5 Jan 2026 · Team: who Seán D'Arcy, as owner, from 5 Jan 2026 · Not applicable: dimension objectives, why Too small to set any."],
["accounts/al-noor.html#person-layla","ليلى حدّاد","Person","","","Name: ليلى حدّاد · Role: decision maker, user · Prefers: language ar"],
["accounts/al-noor.html#expectation-every-morning","الملصقات جاهزة كل صباح","Expectation","2026-01-12","12 Jan 2026","Statement: الملصقات جاهزة كل صباح · Agreed: 12 Jan 2026 · With: ليلى حدّاد"],
["accounts/al-noor.html#contract-عقد-الملصقات","عقد الملصقات","Contract","2026-01-05","5 Jan 2026","From: 5 Jan 2026 · Value: GBP 1,200 · Per: 1 year · Renews: none"],
["accounts/al-noor.2026.html#note-2026-01-12-first-bake","الخبزة الأولى","Note","2026-01-12","12 Jan 2026","قالت ليلى: «الملصق جميل، لكن الحبر بطيء». أرسل عيّنة ثانية @sean due 2026-02-01 صورة الفرن @layla due 2026-01-20 done 2026-01-19 As at omalley-sons: expectation, the steam is the trouble. · Channel: visit · People: ليلى حدّاد, Seán D'Arcy"],
["accounts/al-noor.2026.html#action-2026-01-12-first-bake-أرسل-عيّنة-ثانية","أرسل عيّنة ثانية","Action","2026-01-12","12 Jan 2026","Owner: Seán D'Arcy · Due: 1 Feb 2026 · Agreed in: الخبزة الأولى"],
["accounts/al-noor.2026.html#action-2026-01-12-first-bake-صورة-الفرن","صورة الفرن","Action","2026-01-12","12 Jan 2026","Owner: ليلى حدّاد · Due: 20 Jan 2026 · Done: 19 Jan 2026 · Agreed in: الخبزة الأولى"]
]]);
