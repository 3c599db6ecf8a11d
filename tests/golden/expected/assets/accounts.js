var standingAccounts = [
["al-noor","مخبز النور (Al-Noor)","watch","small","sean","bread",[]],
["crumb","Crumb","ended","small","","",[]],
["omalley-sons","O'Malley & Sons","watch","key","ida","bread",["family firm"]]
];
