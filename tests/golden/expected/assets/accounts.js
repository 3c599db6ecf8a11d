var standingAccounts = [
["al-noor","مخبز النور (Al-Noor)","unknown","small","sean","bread",[]],
["crumb","Crumb","unknown","small","","",[]],
["omalley-sons","O'Malley & Sons","unknown","key","ida","bread",["family firm"]]
];
